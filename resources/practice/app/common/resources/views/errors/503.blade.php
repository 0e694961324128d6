<!DOCTYPE html>
<html>
    <head>
        <title>Be right back.</title>
    </head>
    <body>
        <div class="container">
            <div class="title">Be right back.</div>
        </div>
    </body>
</html>

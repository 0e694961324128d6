<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>DreamFactory practice server</title>
  <base href="/">
  <link rel="stylesheet" href="styles.6a5b4c3d2e1f0987.css">
</head>
<body>
  <p class="practice">This is a practice server of the DreamFactory Upgrade Wizard. Nothing here is real.</p>
  <df-root></df-root>
  <script src="runtime.1a2b3c4d5e6f7081.js" type="module"></script>
  <script src="main.9182736455463728.js" type="module"></script>
</body>
</html>

<!DOCTYPE html>
<title>DreamFactory practice server</title>
<p>This is a practice server.</p>

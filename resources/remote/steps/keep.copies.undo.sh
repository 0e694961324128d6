# The copies stay until you delete them; the run's own home goes.
rm -rf "$DF_HOME"

# Users of the old server are let in again.
site_back
rm -rf "$DF_HOME"

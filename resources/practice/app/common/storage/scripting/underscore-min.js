/* underscore, practice stand-in */

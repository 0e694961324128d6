<?php

// The stand-in's routes live in dreamfactory/df-core.

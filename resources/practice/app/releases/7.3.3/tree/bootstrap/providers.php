<?php

return [
];

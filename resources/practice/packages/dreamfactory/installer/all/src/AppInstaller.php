<?php

namespace DreamFactory\Composer;

use Composer\Installer\LibraryInstaller;
use Composer\Package\PackageInterface;

class AppInstaller extends LibraryInstaller
{
    public function supports($packageType)
    {
        return $packageType === 'dreamfactory-app';
    }

    public function getInstallPath(PackageInterface $package)
    {
        $extra = $package->getExtra();
        return 'public/' . (isset($extra['installer-name']) ? $extra['installer-name'] : basename($package->getPrettyName()));
    }
}

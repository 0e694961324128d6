# Makes an installer. Needs Visual Studio 2022, CMake, Ninja, NSIS, vcpkg (VCPKG_ROOT) and Qt 6.4 or later (its bin on PATH).
# Run it in a "Developer PowerShell", from the project's root:  packaging\windows\build.ps1
$ErrorActionPreference = 'Stop'
& "$env:VCPKG_ROOT\vcpkg" install libssh qtkeychain-qt6 spdlog tl-expected openssl zlib --triplet x64-windows
if ($LASTEXITCODE) { throw 'vcpkg could not install the libraries.' }
if (-not (Test-Path build\dtl)) { git clone -q --depth 1 -b v1.20 https://github.com/cubicdaiya/dtl.git build\dtl }
if ($LASTEXITCODE) { throw 'dtl could not be fetched.' }
cmake --preset release -D "DTL_INCLUDE_DIR=$PWD\build\dtl" -D "CMAKE_TOOLCHAIN_FILE=$env:VCPKG_ROOT\scripts\buildsystems\vcpkg.cmake" -D CMAKE_CXX_COMPILER_LAUNCHER=
if ($LASTEXITCODE) { throw 'CMake could not set the build up.' }
cmake --build --preset release
if ($LASTEXITCODE) { throw 'The build failed.' }
windeployqt --no-translations build\release\bin\df-upgrade-wizard.exe
if ($LASTEXITCODE) { throw 'windeployqt failed.' }
cpack --config build\release\CPackConfig.cmake -B build\release
if ($LASTEXITCODE) { throw 'The installer could not be made.' }

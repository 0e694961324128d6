#!/bin/sh
# Makes a disk image. Needs the Xcode command line tools and Homebrew. From the project's root:  packaging/macos/build.sh
set -eu
brew install cmake ninja qt libssh qtkeychain spdlog tl-expected openssl@3
[ -d build/dtl ] || git clone -q --depth 1 -b v1.20 https://github.com/cubicdaiya/dtl.git build/dtl
cmake --preset release -D DTL_INCLUDE_DIR="$PWD/build/dtl" -D CMAKE_PREFIX_PATH="$(brew --prefix qt);$(brew --prefix openssl@3)" -D CMAKE_CXX_COMPILER_LAUNCHER=
cmake --build --preset release
"$(brew --prefix qt)/bin/macdeployqt" build/release/bin/df-upgrade-wizard.app
cpack --config build/release/CPackConfig.cmake -B build/release

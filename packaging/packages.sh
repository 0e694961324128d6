# shellcheck shell=sh disable=SC2034
# Debian 12 packages, by what they are for. Sourced by the two commands of the README.
DF_BUILD_PACKAGES="g++ cmake ninja-build ccache pkg-config git qt6-base-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools
  qt6-svg-dev libgl1-mesa-dev libxkbcommon-dev libvulkan-dev libqt6sql6-sqlite qtkeychain-qt6-dev libssh-dev libspdlog-dev
  libfmt-dev libexpected-dev libdtl-dev libssl-dev zlib1g-dev fonts-dejavu-core"
DF_PRACTICE_PACKAGES="openssh-server openssh-client php8.2-cli php8.2-sqlite3 php8.2-mbstring php8.2-xml php8.2-curl
  composer git sqlite3 procps util-linux unzip"
DF_TEST_PACKAGES="clang clang-format clang-tidy libclang-rt-14-dev shellcheck openssh-server sudo xvfb xauth mariadb-server mariadb-client php8.2-mysql
  postgresql php8.2-pgsql php8.2-fpm nginx-light iproute2 mmdebstrap systemd-container curl strace psmisc acl attr dbus gnome-keyring libsecret-1-0 locales poppler-utils
  openbox xdotool desktop-file-utils appstream podman runc"

# install_packages NAME…: as root or with sudo; waits for apt's lock instead of failing.
install_packages() {
  df_missing=
  for df_p in "$@"; do
    dpkg-query -W -f='${Status}' "$df_p" 2>/dev/null | grep -q 'ok installed' || df_missing="$df_missing $df_p"
  done
  [ -n "$df_missing" ] || return 0
  df_sudo=; [ "$(id -u)" = 0 ] || df_sudo=sudo
  $df_sudo apt-get -q -o DPkg::Lock::Timeout=600 update
  # shellcheck disable=SC2086
  $df_sudo env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends -o DPkg::Lock::Timeout=600 install $df_missing
}

# A ccache makes the second build a matter of seconds.
build_preset() { # PRESET [TARGET…]
  df_preset=$1; shift
  cmake --preset "$df_preset"
  cmake --build --preset "$df_preset" ${1:+--target "$@"}
}

#!/bin/sh
set -e
# $1 is "upgrade" when a newer version takes over (Debian), a number of remaining versions in an rpm.
case "$1" in
  remove | purge | 0)
    if [ -f '/etc/apparmor.d/${executable}' ]; then
      apparmor_parser --remove '/etc/apparmor.d/${executable}' >/dev/null 2>&1 || true
      rm -f '/etc/apparmor.d/${executable}'
    fi
    ;;
esac

if command -v update-desktop-database >/dev/null 2>&1; then
  update-desktop-database -q /usr/share/applications || true
fi

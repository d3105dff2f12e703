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

# The machine's policy is configuration: it goes with a purge.
if [ "$1" = purge ]; then
  rm -f /etc/aktentasche/policy.json
  rmdir /etc/aktentasche 2>/dev/null || true
fi

if command -v update-desktop-database >/dev/null 2>&1; then
  update-desktop-database -q /usr/share/applications || true
fi

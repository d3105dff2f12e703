#!/bin/sh
set -e
installed='/opt/${sanitizedProductName}'

# Chromium's sandbox needs user namespaces; only a kernel without them needs the helper that starts as root.
if [ -f "$installed/chrome-sandbox" ]; then
  if [ "$(cat /proc/sys/user/max_user_namespaces 2>/dev/null || echo 0)" = 0 ]; then
    chmod 4755 "$installed/chrome-sandbox"
  else
    chmod 0755 "$installed/chrome-sandbox"
  fi
fi

# Older AppArmor (before 4.0) neither reads the profile nor needs it.
profile="$installed/resources/apparmor-profile"
if [ -d /etc/apparmor.d ] && command -v apparmor_parser >/dev/null 2>&1 &&
  apparmor_parser --skip-kernel-load --skip-cache "$profile" >/dev/null 2>&1; then
  cp "$profile" '/etc/apparmor.d/${executable}'
  if [ -d /sys/kernel/security/apparmor ]; then
    apparmor_parser --replace --write-cache --skip-read-cache '/etc/apparmor.d/${executable}' || true
  fi
fi

if command -v update-desktop-database >/dev/null 2>&1; then
  update-desktop-database -q /usr/share/applications || true
fi

import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, mkdirSync, rmSync, statfsSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRoot, testUser } from '../repository.mjs';

const sizeBytes = 512 * 1024 * 1024;
/** FS_IOC_SHUTDOWN of linux/fs.h with "do not flush the log": the file system stops at once, as when the power fails. */
const stopNow = `open(my $f, '<', $ARGV[0]) or die $!; my $how = pack('L', 2); ioctl($f, 0x8004587D, $how) or die $!;`;

/** Why this machine cannot have a disk of its own for the tests, or null. */
export function whyNoLoopDisk() {
  if (process.platform !== 'linux') return 'not Linux';
  if (!isRoot) return 'not root';
  for (const [tool, ...words] of [
    ['mkfs.ext4', '-V'],
    ['e2fsck', '-V'],
    ['fallocate', '-V'],
    ['perl', '-v'],
    ['losetup', '-f'],
  ])
    if (spawnSync(tool, words).status !== 0) return `${[tool, ...words].join(' ')} fails`;
  return null;
}

/**
 * An ext4 disk in a file below `folder`, mounted at `mountPoint` for the unprivileged user. Blocks go from its page cache to the
 * file only when ext4 writes them: what was not synced is gone after {@link cutPower}.
 */
export function makeLoopDisk({ folder, mountPoint }) {
  const image = path.join(folder, 'disk.ext4');
  const filler = path.join(mountPoint, 'filler');
  writeFileSync(image, '');
  truncateSync(image, sizeBytes);
  // No blocks reserved for root, so that full is full for everybody.
  run('mkfs.ext4', '-q', '-m', '0', image);
  mkdirSync(mountPoint, { recursive: true });
  let isMounted = false;
  const mount = () => {
    run('mount', '-o', 'loop', image, mountPoint);
    isMounted = true;
  };
  const unmount = async () => {
    // Whoever was killed lets go of its files a little later.
    for (let tries = 0; spawnSync('umount', [mountPoint]).status !== 0; tries++) {
      if (tries === 50) throw new Error(`${mountPoint} stays busy`);
      await sleep(100);
    }
    isMounted = false;
  };
  mount();
  chownSync(mountPoint, testUser.uid, testUser.gid);
  return {
    mountPoint,
    /** The power fails now: nothing more reaches the disk, not even what the kernel had in mind to write. */
    cutPower: () => run('perl', '-e', stopNow, mountPoint),
    /** The computer starts again: the file system is checked (which replays its log) and mounted. */
    async repair() {
      await unmount();
      const { status, stdout } = spawnSync('e2fsck', ['-fy', image], { encoding: 'utf8' });
      if (status > 1) throw new Error(`e2fsck ended with ${status}: ${stdout}`);
      mount();
    },
    /** Fills the disk up to `leftBytes`, also once more when somebody made room. */
    fill(leftBytes) {
      const { bavail, bsize } = statfsSync(mountPoint);
      const bytes = bavail * bsize - leftBytes;
      const before = statSync(filler, { throwIfNoEntry: false })?.size ?? 0;
      if (bytes > 0) spawnSync('fallocate', ['-l', String(before + bytes), filler]);
    },
    free: () => rmSync(filler, { force: true }),
    async remove() {
      if (isMounted && spawnSync('umount', [mountPoint]).status !== 0) run('umount', '-l', mountPoint);
      isMounted = false;
      rmSync(image, { force: true });
    },
  };
}

const run = (program, ...words) => execFileSync(program, words, { stdio: ['ignore', 'ignore', 'inherit'] });

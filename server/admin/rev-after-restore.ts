/**
 * Last revision of a server that was restored at `now` with `last` as its last one. Revisions given out after the backup are
 * lost, but workstations still name them as the base of their changes; were they given out again, such a base would look newer
 * than what somebody wrote since, and that would be overwritten without a Konflikt (S80, I2). The milliseconds of the clock are
 * further than any server has counted, and further again when the same backup is put back twice.
 */
export function revAfterRestore(last: number, now: Date): number {
  return Math.max(last, now.getTime());
}

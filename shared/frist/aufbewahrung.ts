import { AppError } from '../errors.ts';
import { isTag, type Tag } from './tag.ts';

/**
 * The first day on which a closed Akte may be disposed of: retention begins with the end of the year in which it was closed and
 * lasts whole years. Throws AppError 'frist-day-invalid', 'frist-duration-invalid'.
 */
export function aussonderbarAb(geschlossen: Tag, jahre: number): Tag {
  if (!isTag(geschlossen)) throw new AppError('frist-day-invalid');
  if (!Number.isInteger(jahre) || jahre < 0 || jahre > 200) throw new AppError('frist-duration-invalid');
  return `${Number(geschlossen.slice(0, 4)) + jahre + 1}-01-01`;
}

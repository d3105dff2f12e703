import { AppError } from '../errors.ts';
import type { Member } from './open-envelope.ts';

/** Is it the name of a PDF? */
export function isPdfName(name: string): boolean {
  return /\.pdf$/i.test(name);
}

/** The PDF that is shown of an envelope: the one asked for, or the first. Throws AppError 'container-without-pdf'. */
export function shownMember(members: readonly Pick<Member, 'name'>[], wanted: string | null): string {
  const names = members.map(({ name }) => name).filter(isPdfName);
  const shown = names.find((name) => name === wanted) ?? names[0];
  if (shown === undefined) throw new AppError('container-without-pdf');
  return shown;
}

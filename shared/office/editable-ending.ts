import { AppError } from '../errors.ts';
import { isActive, type OfficeConcern } from './office-text.ts';
import { type EditableEnding, editableEndings, officeEnding } from './office-types.ts';

/**
 * The ending under which a text file is given to another program; what its bytes are counts, not what their record says. Throws
 * AppError 'office-active' for what could act on its own, and for what is no text file (O12).
 */
export function editableEnding(type: string, concerns: readonly OfficeConcern[]): EditableEnding {
  const ending = editableEndings.find((one) => one === officeEnding(type));
  if (ending === undefined || isActive(concerns)) throw new AppError('office-active');
  return ending;
}

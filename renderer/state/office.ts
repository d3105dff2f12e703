import { create } from 'zustand';
import type { OfficeState } from '../../shared/bearbeitung.ts';

interface OfficeFacts {
  /** What main told last; null before the first answer. */
  readonly office: OfficeState | null;
  /** By id of a Bearbeitung: why what was saved there could not become a Version. */
  readonly failures: Readonly<Record<string, unknown>>;
}

/** Drafts that are open in another program. */
export const useOffice = create<OfficeFacts>(() => ({ office: null, failures: {} }));

/** Keeps what main told. */
export function setOffice(office: OfficeState): void {
  useOffice.setState({ office });
}

/** Keeps why a Bearbeitung stays open; null = it went well. */
export function setOfficeFailure(id: string, failure: unknown): void {
  useOffice.setState(({ failures: { [id]: _, ...others } }) => ({
    failures: failure === null ? others : { ...others, [id]: failure },
  }));
}

import type { StampKind } from '../../shared/pdf/stamp/stamp-kind.ts';

/** A kind of stamp: built in, built in and changed by the agency, or its own. */
export interface StempelZeile {
  readonly kind: StampKind;
  readonly herkunft: 'mitgeliefert' | 'geaendert' | 'eigen';
  /** Whether it is offered at all, and whether the present person may use it. */
  readonly aktiv: boolean;
  readonly darf: boolean;
  readonly unsent: boolean;
}

/** All kinds of stamps, and who may change them. */
export interface Stempelkatalog {
  readonly arten: readonly StempelZeile[];
  readonly einheiten: readonly { readonly id: string; readonly name: string }[];
  /** Whether the present person may change the kinds (Registratur). */
  readonly darfPflegen: boolean;
}

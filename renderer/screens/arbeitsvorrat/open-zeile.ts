import type { VorratZeile } from '../../replica-api/vorrat-rows.ts';

/** Where the person can do what a row asks of her. */
export function routeOf(row: VorratZeile): string {
  switch (row.grund) {
    case 'frist':
    case 'wiedervorlage':
      return `vorgang/${row.vorgang}`;
    case 'eingang':
    case 'schritt':
    case 'gang':
      return `dokument/${row.dokument}`;
    case 'konflikt':
      return `konflikt/${row.konflikt}`;
    case 'abgelehnt':
      return 'ausgang';
    case 'uebergabe':
      return 'uebergaben';
  }
}

import { useTexts } from './use-texts.ts';

/** Reads out how many rows are marked; stays in its place, because a region that appears with its words is not always read. */
export function MarkedStatus({ count }: { readonly count: number }) {
  const { t } = useTexts();
  return (
    <div role="status" className="visually-hidden">
      {count > 0 && t('grid.selected', { n: count })}
    </div>
  );
}

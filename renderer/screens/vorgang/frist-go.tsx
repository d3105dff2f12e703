import type { FristErgebnis } from '../../../shared/frist/schritte.ts';
import { Button } from '../../ui/button.tsx';
import { useTexts } from '../../ui/use-texts.ts';

interface FristGoProps {
  /** What was computed; null while that is not possible. */
  readonly result: FristErgebnis | null;
  readonly isReady: boolean;
  readonly onPress: () => void;
}

/** Nobody shall believe that a Frist runs where only the lack of its end is noted. */
export function hasNoEnd(result: FristErgebnis | null): boolean {
  return result !== null && result.ende === null;
}

/** The button that sets a Frist, or notes one whose end nobody can tell yet. */
export function FristGo({ result, isReady, onPress }: FristGoProps) {
  const { t } = useTexts();
  return (
    <Button look="go" isDisabled={result === null || !isReady} onPress={onPress}>
      {t(hasNoEnd(result) ? 'frist.set.withoutEnd' : 'frist.set.go')}
    </Button>
  );
}

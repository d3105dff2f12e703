import { Button } from './button.tsx';
import { useTexts } from './use-texts.ts';

/** Switches to the other language, named in that language. */
export function LanguageSwitch({ onSwitch }: { readonly onSwitch: (language: 'de' | 'en') => void }) {
  const { language } = useTexts();
  const other = language === 'de' ? 'en' : 'de';
  return (
    <span lang={other}>
      <Button look="quiet" onPress={() => onSwitch(other)}>
        {other === 'de' ? 'Deutsch' : 'English'}
      </Button>
    </span>
  );
}

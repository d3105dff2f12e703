import type { Enrolment, Info } from '../../../shared/sync-protocol.ts';
import { signIn, signInByBrowser } from '../../actions/set-up-device.ts';
import { SignInForm } from '../../ui/sign-in-form.tsx';
import { useTexts } from '../../ui/use-texts.ts';

interface SignInStepProps {
  readonly server: string;
  readonly info: Info;
  readonly onBack: () => void;
  readonly onNext: (enrolment: Enrolment) => void;
}

/** Registers this device for the person who signs in. */
export function SignInStep({ server, info, onBack, onNext }: SignInStepProps) {
  const { t } = useTexts();
  return (
    <SignInForm
      methods={info.signIn}
      onLocal={async (name, password) => onNext(await signIn(server, name, password))}
      onBrowser={async () => onNext(await signInByBrowser(server))}
      onBack={onBack}
    >
      <h1>{t('setup.signIn.title', { authority: info.name })}</h1>
      <p>{t('setup.signIn.why')}</p>
    </SignInForm>
  );
}

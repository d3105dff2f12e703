import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';

interface ButtonProps extends Omit<AriaButtonProps, 'className'> {
  /** `go` = what most people want here, at most one per screen; `quiet` = no border. */
  readonly look?: 'plain' | 'go' | 'quiet' | undefined;
}

/** A button of the dense theme. */
export function Button({ look = 'plain', ...rest }: ButtonProps) {
  return <AriaButton {...rest} className={`btn ${look}`} />;
}

import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { Button } from './button.tsx';
import './menu.css';

/** One line of a menu. */
export interface MenuChoice {
  readonly id: string;
  readonly label: string;
  /** The keys that do the same without the menu. */
  readonly keys?: string;
  readonly isDisabled?: boolean;
  readonly run: () => void;
}

interface MenuButtonProps {
  readonly label: string;
  readonly choices: readonly MenuChoice[];
  /** What the button is called where its label only says what holds at present. */
  readonly name?: string;
  /** Where one choice holds at a time: its id, null = none of them. */
  readonly chosen?: string | null;
  readonly isDisabled?: boolean;
}

/** A button that unfolds what can be done; by Enter or arrow down, arrows and first letters inside, Escape folds it. */
export function MenuButton({ label, name, choices, chosen, isDisabled = false }: MenuButtonProps) {
  const disabled = choices.flatMap(({ id, isDisabled: isOff }) => (isOff ? [id] : []));
  const selection =
    chosen === undefined
      ? {}
      : ({
          selectionMode: 'single',
          selectedKeys: chosen === null ? [] : [chosen],
          disallowEmptySelection: true,
        } as const);
  return (
    <MenuTrigger>
      <Button {...(name === undefined ? {} : { 'aria-label': name })} isDisabled={isDisabled || choices.length === 0}>
        <span className="menu-name">{label}</span>
        <span className="menu-mark" aria-hidden="true">
          ▾
        </span>
      </Button>
      <Popover className="menu-popover" placement="bottom start">
        <Menu
          className="menu"
          disabledKeys={disabled}
          onAction={(key) => whenFolded(choices.find(({ id }) => id === key)?.run)}
          {...selection}
        >
          {choices.map(({ id, label: text, keys }) => (
            <MenuItem key={id} id={id} textValue={text} className="menu-item">
              <span>{text}</span>
              {keys && <kbd>{keys}</kbd>}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

/** What is done may move the focus: it comes after the menu has given the focus back to its button, two frames later. */
function whenFolded(run: (() => void) | undefined): void {
  if (run) requestAnimationFrame(() => requestAnimationFrame(run));
}

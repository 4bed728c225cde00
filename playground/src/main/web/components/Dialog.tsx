import { type ReactElement, type ReactNode, useEffect, useId, useRef } from 'react';
import { Icon } from './Icon.js';

interface DialogProps {
  readonly title: string;
  readonly testId: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A modal dialog: the browser keeps the focus inside, and closes it with Escape. */
export function Dialog({ title, testId, onClose, children }: DialogProps): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    element?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
    return () => element?.close();
  }, []);

  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={titleId} data-testid={testId} onCancel={onClose}>
      <div className="dialog-head">
        <h2 id={titleId}>{title}</h2>
      </div>
      {children}
      {/* Last in the order of the Tab key; the style sheet puts it into the corner. */}
      <button
        type="button"
        className="icon-button dialog-close"
        aria-label="Close"
        data-testid="dialog-close"
        onClick={onClose}
      >
        <Icon name="close" />
      </button>
    </dialog>
  );
}

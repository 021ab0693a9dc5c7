import { useEffect, useRef, useState, type ReactNode } from 'react';

/** A button of the top bar with a panel below it. Escape and a click elsewhere close it; the focus goes back. */
export function Popup({
  button,
  label,
  onOpen,
  children,
}: {
  button: ReactNode;
  label: string;
  onOpen?: () => void;
  children: (close: () => void) => ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLDivElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return;
    const onDown = (event: Event) => {
      if (!anchor.current?.contains(event.target as Node)) setOpen(false);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setOpen(false);
      trigger.current?.focus();
    };
    document.addEventListener('pointerdown', onDown);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('pointerdown', onDown);
      document.removeEventListener('keydown', onKey);
    };
  }, [open]);
  return (
    <div className="anchor" ref={anchor}>
      <button
        ref={trigger}
        type="button"
        className="plain"
        aria-expanded={open}
        aria-label={label}
        onClick={() => {
          setOpen(!open);
          if (!open) onOpen?.();
        }}
      >
        {button}
      </button>
      {open && <div className="panel">{children(() => setOpen(false))}</div>}
    </div>
  );
}

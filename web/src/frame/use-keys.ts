import { useEffect, useRef } from 'react';

const TYPING = 'input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable=true]';

/** Single keys as commands. They rest while somebody types, or a dialog is open. */
export function useKeys(keys: Record<string, () => void>): void {
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const target = event.target as Element;
      if (target.closest(TYPING) || document.querySelector('[role=dialog][aria-modal=true]')) return;
      const act = current.current[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

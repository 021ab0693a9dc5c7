import { useSyncExternalStore } from 'react';

const ASK_MS = 2000;
const listeners = new Set<() => void>();
const onReturn: (() => void)[] = [];
let away = false;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Called when an answer failed to come: asks until the server is back. */
export function noteAway(): void {
  if (away) return;
  away = true;
  listeners.forEach((tell) => tell());
  ask();
}

function ask(): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    fetch('/api/v1/health/ready', { cache: 'no-store' }).then(
      (response) => (response.ok ? back() : ask()),
      () => ask(),
    );
  }, ASK_MS);
}

function back(): void {
  away = false;
  listeners.forEach((tell) => tell());
  onReturn.forEach((act) => act());
}

/** Has something done each time the server is back. */
export function whenServerReturns(act: () => void): void {
  onReturn.push(act);
}

export function useServerAway(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => away,
  );
}

/** Resolves when the server answers again. */
export function serverBack(): Promise<void> {
  if (!away) return Promise.resolve();
  return new Promise((resolve) => {
    const listener = () => {
      if (away) return;
      listeners.delete(listener);
      resolve();
    };
    listeners.add(listener);
  });
}

import { useSyncExternalStore } from 'react';

export type Language = 'zh' | 'en';
export type Theme = 'light' | 'dark' | 'system';

/** How this person likes the pages on this device. */
export interface Preferences {
  language: Language;
  theme: Theme;
}

const KEY = 'hazflow.preferences';
const listeners = new Set<() => void>();
let current: Preferences = read();

function read(): Preferences {
  const usual: Preferences = { language: 'zh', theme: 'system' };
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Preferences>;
    return { ...usual, ...kept };
  } catch {
    return usual;
  }
}

export function preferences(): Preferences {
  return current;
}

export function setPreferences(change: Partial<Preferences>): void {
  current = { ...current, ...change };
  try {
    localStorage.setItem(KEY, JSON.stringify(current));
  } catch {
    // A browser that keeps nothing still shows what was chosen until the page is closed.
  }
  listeners.forEach((tell) => tell());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, preferences);
}

const darkWanted = matchMedia('(prefers-color-scheme: dark)');

/** Whether the dark colours are to be shown now. */
export function useDark(): boolean {
  const { theme } = usePreferences();
  const system = useSyncExternalStore(
    (listener) => {
      darkWanted.addEventListener('change', listener);
      return () => darkWanted.removeEventListener('change', listener);
    },
    () => darkWanted.matches,
  );
  return theme === 'system' ? system : theme === 'dark';
}

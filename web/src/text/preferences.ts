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

function useMedia(query: MediaQueryList): boolean {
  return useSyncExternalStore(
    (listener) => {
      query.addEventListener('change', listener);
      return () => query.removeEventListener('change', listener);
    },
    () => query.matches,
  );
}

const darkWanted = matchMedia('(prefers-color-scheme: dark)');
const stillWanted = matchMedia('(prefers-reduced-motion: reduce)');

/** Whether the dark colours are to be shown now. */
export function useDark(): boolean {
  const { theme } = usePreferences();
  const system = useMedia(darkWanted);
  return theme === 'system' ? system : theme === 'dark';
}

/** Whether nothing may move on the pages. */
export const useStill = (): boolean => useMedia(stillWanted);

import { useMemo } from 'react';
import { preferences, usePreferences, type Language } from './preferences';

/** A text in Chinese and English; `{name}` is filled in. */
export type Entry = readonly [zh: string, en: string];
export type Dictionary = Record<string, Entry>;
export type Translate<D extends Dictionary> = (
  key: keyof D & string,
  params?: Record<string, string | number>,
) => string;

/** Keeps the keys, so that a missing text is an error of the compiler. */
export const defineText = <D extends Dictionary>(entries: D): D => entries;

function fill(entry: Entry, language: Language, params: Record<string, string | number> = {}): string {
  return entry[language === 'zh' ? 0 : 1].replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

export function useText<D extends Dictionary>(dictionary: D): Translate<D> {
  const { language } = usePreferences();
  return useMemo(() => (key, params) => fill(dictionary[key]!, language, params), [dictionary, language]);
}

/** Outside of components. */
export const say = (entry: Entry, params?: Record<string, string | number>): string =>
  fill(entry, preferences().language, params);

/** A name that comes from the data in both languages. */
export interface Label {
  zh: string;
  en: string;
}

export function useLabel(): (label: Label | null | undefined) => string {
  const { language } = usePreferences();
  return useMemo(() => (label) => (label ? label[language] || label.zh : ''), [language]);
}

import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useSignedIn } from '../api/queries';
import { useText } from '../text/text';
import { partsText } from './parts.text';

const MOST = 30;

function read(key: string): string[] {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '[]') as string[];
  } catch {
    return [];
  }
}

/** Own phrases for opinions; choosing one adds it to what is written. */
export function Phrases({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const t = useText(partsText);
  const me = useSignedIn();
  const key = `hazflow.phrases.${me.personId}`;
  const [phrases, setPhrases] = useState(() => read(key));
  const keep = () => {
    const next = [text.trim(), ...phrases.filter((one) => one !== text.trim())].slice(0, MOST);
    localStorage.setItem(key, JSON.stringify(next));
    setPhrases(next);
  };
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          ...phrases.map((phrase, at) => ({
            key: String(at),
            label: phrase.length > 40 ? `${phrase.slice(0, 40)}…` : phrase,
            onClick: () => onChange(text.trim() === '' ? phrase : `${text.trimEnd()}\n${phrase}`),
          })),
          ...(phrases.length === 0 ? [{ key: 'none', label: t('phrasesNone'), disabled: true }] : []),
          { type: 'divider' as const },
          { key: 'keep', label: t('phraseSave'), disabled: text.trim() === '', onClick: keep },
        ],
      }}
    >
      <Button size="small">{t('phrases')}</Button>
    </Dropdown>
  );
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Dropdown } from 'antd';
import { useState } from 'react';
import { answer, api } from '../api/client';
import { isProblem } from '../api/problem';
import { useOrgName } from '../api/queries';
import { useText } from '../text/text';
import { today } from '../text/time';
import { partsText } from './parts.text';

const SHOWN = 42;
const short = (text: string): string => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);

/** Own phrases and those of the department; choosing one adds it, with its clause, to what is written. */
export function Phrases({
  text,
  outcome,
  onChange,
}: {
  text: string;
  outcome?: string | undefined;
  onChange: (text: string) => void;
}) {
  const t = useText(partsText);
  const orgName = useOrgName();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const { data: phrases } = useQuery({
    queryKey: ['phrases', outcome],
    queryFn: () => answer(api.GET('/api/v1/phrases', { params: { query: outcome === undefined ? {} : { outcome } } })),
    enabled: open,
    staleTime: 60_000,
  });
  const keep = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/v1/phrases', { body: { text: text.trim(), outcomes: [], effectiveFrom: today() } })),
    onSuccess: () => {
      void message.success(t('phraseKept'));
      return queries.invalidateQueries({ queryKey: ['phrases'] });
    },
    onError: (error) => message.error(isProblem(error) ? error.message : String(error)),
  });
  const items = (phrases ?? []).map((phrase) => {
    const full = phrase.basis === null ? phrase.text : `${phrase.text}（${phrase.basis}）`;
    return {
      key: phrase.phraseId,
      label: (
        <>
          {short(full)} {phrase.org !== null && <span className="muted">{orgName(phrase.org)}</span>}
        </>
      ),
      onClick: () => onChange(text.trim() === '' ? full : `${text.trimEnd()}\n${full}`),
    };
  });
  return (
    <Dropdown
      trigger={['click']}
      open={open}
      onOpenChange={setOpen}
      menu={{
        items: [
          ...items,
          ...(phrases?.length === 0 ? [{ key: 'none', label: t('phrasesNone'), disabled: true }] : []),
          { type: 'divider' as const },
          { key: 'keep', label: t('phraseSave'), disabled: text.trim() === '', onClick: () => keep.mutate() },
        ],
      }}
    >
      <Button size="small">{t('phrases')}</Button>
    </Dropdown>
  );
}

import { useQuery } from '@tanstack/react-query';
import { AutoComplete } from 'antd';
import { useState } from 'react';
import { answer, api } from '../../../api/client';
import { useText } from '../../../text/text';
import { auditText } from '../operation/audit.text';

/** A person by the beginning of the name, former ones too: what they did stays on record. */
export function ActorPicker({ value, onChange }: { value: string; onChange: (personId: string) => void }) {
  const t = useText(auditText);
  const [typed, setTyped] = useState('');
  const q = typed.trim();
  const { data } = useQuery({
    queryKey: ['people', 'actor', q],
    queryFn: () => answer(api.GET('/api/v1/people', { params: { query: { q, limit: 20 } } })),
    enabled: q !== '' && value === '',
  });
  return (
    <AutoComplete
      style={{ width: 200 }}
      aria-label={t('actor')}
      placeholder={t('actor')}
      allowClear
      value={typed}
      options={(data?.items ?? []).map(({ personId, name, login }) => ({
        value: personId,
        label: `${name}（${login}）`,
      }))}
      onChange={(text: string) => {
        setTyped(text);
        onChange('');
      }}
      onSelect={(personId: string, option: { label: string }) => {
        setTyped(option.label);
        onChange(personId);
      }}
    />
  );
}

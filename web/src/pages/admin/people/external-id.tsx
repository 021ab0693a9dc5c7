import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { answer, api } from '../../../api/client';
import type { Person } from '../../../api/types';
import { ProblemAlert } from '../../../parts/problem-alert';
import { TextField } from '../../../parts/reason-field';
import { commonText } from '../../../text/common.text';
import { useText } from '../../../text/text';
import { adminText } from '../admin.text';

/** What the identity service calls the person: set, changed, or taken off, which ends what it signed in. */
export function ExternalId({ person }: { person: Person }) {
  const t = useText(adminText);
  const c = useText(commonText);
  const { message } = App.useApp();
  const queries = useQueryClient();
  const kept = person.externalId ?? '';
  const [typed, setTyped] = useState(kept);
  const save = useMutation({
    mutationFn: (externalId: string | null) =>
      answer(
        api.PATCH('/api/v1/people/{id}', {
          params: { path: { id: person.personId } },
          body: { version: person.version, externalId },
        }),
      ),
    onSuccess: (_answer, externalId) => {
      void message.success(t(externalId === null ? 'externalIdEnded' : 'externalIdSaved'));
      void queries.invalidateQueries({ queryKey: ['people'] });
    },
  });
  const value = typed.trim();
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (value !== kept) save.mutate(value === '' ? null : value);
      }}
    >
      <div className="row" style={{ alignItems: 'flex-end' }}>
        <TextField
          label={t('externalId')}
          help={t('externalIdHelp')}
          required={false}
          value={typed}
          onChange={setTyped}
        />
        <Button htmlType="submit" loading={save.isPending} disabled={value === kept}>
          {c('save')}
        </Button>
      </div>
      <ProblemAlert error={save.error} />
    </form>
  );
}

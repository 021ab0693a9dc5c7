import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App, Button, Dropdown, Input, Modal } from 'antd';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import type { components } from '../../api/schema';
import { useOrgName, useSignedIn } from '../../api/queries';
import { Field } from '../../parts/field';
import { ProblemAlert } from '../../parts/problem-alert';
import type { InboxSearch } from './inbox-search';
import { commonText } from '../../text/common.text';
import { useText } from '../../text/text';
import { inboxText } from './inbox.text';

type Query = components['schemas']['FilterQueryDto'];

/** Filters kept on the server, the own ones and those of the team, each with its exact count. */
export function SavedFilters({ search }: { search: InboxSearch }) {
  const t = useText(inboxText);
  const c = useText(commonText);
  const orgName = useOrgName();
  const { modal } = App.useApp();
  const navigate = useNavigate({ from: '/inbox' });
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [saving, setSaving] = useState(false);
  const { data: filters = [] } = useQuery({
    queryKey: ['filters'],
    queryFn: () => answer(api.GET('/api/v1/filters')),
    enabled: open,
  });
  const remove = useMutation({
    mutationFn: (filterId: string) =>
      answer(api.DELETE('/api/v1/filters/{filterId}', { params: { path: { filterId } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['filters'] }),
  });
  const apply = (query: Query) => void navigate({ search: query as InboxSearch });
  return (
    <>
      <Dropdown
        trigger={['click']}
        open={open}
        onOpenChange={setOpen}
        menu={{
          items: [
            ...filters.map((filter) => ({
              key: filter.filterId,
              label: (
                <span className="row spread">
                  <span>
                    {filter.name} {filter.org && <span className="muted">{orgName(filter.org)}</span>}
                  </span>
                  <span className="number">{filter.count}</span>
                </span>
              ),
              onClick: () => apply(filter.query),
            })),
            ...(filters.length === 0 ? [{ key: 'none', label: t('noFilters'), disabled: true }] : []),
            { type: 'divider' as const },
            { key: 'save', label: t('saveFilter'), onClick: () => setSaving(true) },
            ...filters
              .filter(({ mine }) => mine)
              .map((filter) => ({
                key: `remove/${filter.filterId}`,
                label: `${c('remove')} ${filter.name}`,
                onClick: () =>
                  void modal.confirm({
                    title: `${c('remove')} ${filter.name}`,
                    okText: c('remove'),
                    cancelText: c('cancel'),
                    onOk: () => remove.mutateAsync(filter.filterId),
                  }),
              })),
          ],
        }}
      >
        <Button>{t('filters')} ▾</Button>
      </Dropdown>
      {saving && <SaveFilter search={search} onClose={() => setSaving(false)} />}
    </>
  );
}

function SaveFilter({ search, onClose }: { search: InboxSearch; onClose: () => void }) {
  const t = useText(inboxText);
  const c = useText(commonText);
  const me = useSignedIn();
  const orgName = useOrgName();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [org, setOrg] = useState('');
  const [tried, setTried] = useState(false);
  const { task: _, ...query } = search;
  const save = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/filters', {
          body: {
            name: name.trim(),
            ...(org === '' ? {} : { org }),
            query: { tab: 'todo', sort: query.tab === 'followUp' ? 'followUp' : 'due', ...query } as Query,
          },
        }),
      ),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['filters'] });
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t('saveFilter')}
      okText={c('save')}
      cancelText={c('cancel')}
      confirmLoading={save.isPending}
      onCancel={onClose}
      onOk={() => {
        setTried(true);
        if (name.trim() !== '') save.mutate();
      }}
    >
      <div className="stack">
        <Field
          label={t('filterName')}
          required
          fault={tried && name.trim() === '' ? c('fillIn', { field: t('filterName') }) : undefined}
        >
          {(frame) => <Input {...frame} maxLength={40} value={name} onChange={({ target }) => setName(target.value)} />}
        </Field>
        {me.supervisorOf.length > 0 && (
          <Field label={t('filterFor')}>
            {(frame) => (
              <select {...frame} className="native" value={org} onChange={({ target }) => setOrg(target.value)}>
                <option value="">{t('filterMine')}</option>
                {me.supervisorOf.map((code) => (
                  <option key={code} value={code}>
                    {orgName(code)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        <ProblemAlert error={save.error} />
      </div>
    </Modal>
  );
}

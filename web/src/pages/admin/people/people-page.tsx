import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { answer, api } from '../../../api/client';
import { useOrganisations, useOrgName, useRoleName } from '../../../api/queries';
import type { Person } from '../../../api/types';
import { Page } from '../../../frame/page';
import { ActionDialog } from '../../../parts/action-dialog';
import { MoreButton } from '../../../parts/more-button';
import { ProblemAlert } from '../../../parts/problem-alert';
import { WindowedBody } from '../../../parts/windowed-body';
import { isBlank, TextField } from '../../../parts/reason-field';
import { commonText } from '../../../text/common.text';
import { useText } from '../../../text/text';
import { today } from '../../../text/time';
import { adminText } from '../admin.text';
import { PersonDialog } from './person-dialog';

/** People, their roles with dates, first passwords, leaving. */
export default function PeoplePage() {
  const t = useText(adminText);
  const c = useText(commonText);
  const orgName = useOrgName();
  const roleName = useRoleName();
  const { data: organisations = [] } = useOrganisations();
  const queries = useQueryClient();
  const [filter, setFilter] = useState({ q: '', org: '', status: '' });
  const [adding, setAdding] = useState(false);
  const [editing, setEditing] = useState<Person | null>(null);
  const [password, setPassword] = useState<{ name: string; password: string } | null>(null);
  const people = useInfiniteQuery({
    queryKey: ['people', filter],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/people', {
          params: {
            query: {
              ...(filter.q.trim() === '' ? {} : { q: filter.q.trim() }),
              ...(filter.org === '' ? {} : { org: filter.org }),
              ...(filter.status === '' ? {} : { status: filter.status as 'active' | 'left' }),
              ...(pageParam === '' ? {} : { after: pageParam }),
              limit: 50,
            },
          },
        }),
      ),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const rows = people.data?.pages.flatMap((page) => page.items as Person[]) ?? [];
  const refresh = () => void queries.invalidateQueries({ queryKey: ['people'] });
  return (
    <Page
      title={t('people')}
      actions={
        <Button type="primary" onClick={() => setAdding(true)}>
          {t('addPerson')}
        </Button>
      }
    >
      <div className="row" role="search">
        <Input
          type="search"
          style={{ width: 240 }}
          placeholder={t('peopleFind')}
          aria-label={t('peopleFind')}
          value={filter.q}
          onChange={({ target }) => setFilter({ ...filter, q: target.value })}
        />
        <select
          className="native"
          aria-label={t('org')}
          value={filter.org}
          onChange={({ target }) => setFilter({ ...filter, org: target.value })}
        >
          <option value="">{t('anyOrg')}</option>
          {organisations.map(({ code }) => (
            <option key={code} value={code}>
              {orgName(code)}
            </option>
          ))}
        </select>
        <select
          className="native"
          aria-label={c('status')}
          value={filter.status}
          onChange={({ target }) => setFilter({ ...filter, status: target.value })}
        >
          <option value="">{t('anyStatus')}</option>
          <option value="active">{t('active')}</option>
          <option value="left">{t('left')}</option>
        </select>
      </div>
      <ProblemAlert error={people.error} />
      <div className="card table-wrap" tabIndex={0}>
        <table className="plain">
          <thead>
            <tr>
              <th>{t('name')}</th>
              <th>{t('login')}</th>
              <th>{t('roles')}</th>
              <th>{c('status')}</th>
              <th>
                <span className="sr-only">{c('edit')}</span>
              </th>
            </tr>
          </thead>
          <WindowedBody
            rows={rows}
            rowKey={({ personId }) => personId}
            columns={5}
            row={(person) => (
              <>
                <td>
                  {person.name} {person.demo && <span className="badge">{t('demo')}</span>}
                </td>
                <td>{person.login}</td>
                <td>
                  {person.memberships
                    .filter(({ to }) => to === null || to === undefined || to >= today())
                    .map(({ orgCode, role, from }) => (
                      <div key={`${orgCode}/${role}/${from}`}>
                        {orgName(orgCode)} {roleName(role)}
                        {from > today() && <span className="muted"> {t('rolePlanned')}</span>}
                      </div>
                    ))}
                </td>
                <td>
                  <span className={person.status === 'active' ? 'badge good' : 'badge'}>{t(person.status)}</span>
                </td>
                <td>
                  <Button size="small" aria-label={`${c('edit')} ${person.name}`} onClick={() => setEditing(person)}>
                    {c('edit')}
                  </Button>
                </td>
              </>
            )}
          />
        </table>
        {people.isSuccess && rows.length === 0 && <p className="empty">{t('noPeople')}</p>}
      </div>
      <MoreButton list={people} />
      {adding && (
        <AddPerson
          onAdded={(name, first) => setPassword({ name, password: first })}
          onClose={() => {
            setAdding(false);
            refresh();
          }}
        />
      )}
      {editing && (
        <PersonDialog
          person={editing}
          onPassword={(first) => setPassword({ name: editing.name, password: first })}
          onClose={() => {
            setEditing(null);
            refresh();
          }}
        />
      )}
      {password && (
        <Modal open title={t('firstPassword')} footer={null} onCancel={() => setPassword(null)}>
          <p>{t('firstPasswordHelp', { name: password.name })}</p>
          <p style={{ fontSize: 20 }}>
            <code>{password.password}</code>
          </p>
        </Modal>
      )}
    </Page>
  );
}

function AddPerson({ onAdded, onClose }: { onAdded: (name: string, password: string) => void; onClose: () => void }) {
  const t = useText(adminText);
  const c = useText(commonText);
  return (
    <ActionDialog
      title={t('addPerson')}
      submit={t('addPerson')}
      done={c('saved')}
      initial={{ login: '', name: '', email: '', phone: '' }}
      check={(v) => ({
        ...(isBlank(v.name) ? { name: c('fillIn', { field: t('name') }) } : {}),
        ...(/^[a-z0-9][a-z0-9._-]{2,63}$/.test(v.login) ? {} : { login: t('loginHelp') }),
      })}
      send={async (v) => {
        const { person, password } = await answer(
          api.POST('/api/v1/people', {
            body: {
              login: v.login,
              name: v.name.trim(),
              memberships: [],
              ...(v.email ? { email: v.email } : {}),
              ...(v.phone ? { phone: v.phone } : {}),
            },
          }),
        );
        onAdded(person.name, password);
      }}
      onClose={onClose}
    >
      {({ values, set, faults }) => (
        <>
          <TextField label={t('name')} value={values.name} onChange={(name) => set({ name })} fault={faults.name} />
          <TextField
            label={t('login')}
            help={t('loginHelp')}
            value={values.login}
            onChange={(login) => set({ login })}
            fault={faults.login}
          />
          <TextField
            label={t('email')}
            type="email"
            required={false}
            value={values.email}
            onChange={(email) => set({ email })}
          />
          <TextField
            label={t('phone')}
            type="tel"
            required={false}
            value={values.phone}
            onChange={(phone) => set({ phone })}
          />
        </>
      )}
    </ActionDialog>
  );
}

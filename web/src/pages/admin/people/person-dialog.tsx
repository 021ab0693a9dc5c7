import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { answer, api } from '../../../api/client';
import { useOrgName, useRoleName } from '../../../api/queries';
import type { Person } from '../../../api/types';
import { ProblemAlert } from '../../../parts/problem-alert';
import { commonText } from '../../../text/common.text';
import { useText } from '../../../text/text';
import { today } from '../../../text/time';
import { adminText } from '../admin.text';
import { ExternalId } from './external-id';
import { GiveRole, WithdrawRole, type Membership } from './role-dialogs';

/** Roles with their dates, given and withdrawn one by one; leaving; a new first password. */
export function PersonDialog({
  person: known,
  onPassword,
  onClose,
}: {
  person: Person;
  onPassword: (password: string) => void;
  onClose: () => void;
}) {
  const t = useText(adminText);
  const c = useText(commonText);
  const orgName = useOrgName();
  const roleName = useRoleName();
  const queries = useQueryClient();
  const [giving, setGiving] = useState(false);
  const [ending, setEnding] = useState<Membership | null>(null);
  const path = { id: known.personId };
  const { data: person = known, error } = useQuery({
    queryKey: ['people', 'one', known.personId],
    queryFn: () => answer(api.GET('/api/v1/people/{id}', { params: { path } })) as Promise<Person>,
  });
  const refresh = () => queries.invalidateQueries({ queryKey: ['people'] });
  const reset = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/people/{id}/password', { params: { path } })),
    onSuccess: ({ password }) => onPassword(password),
  });
  const leaveOrRejoin = useMutation({
    mutationFn: () =>
      person.status === 'active'
        ? answer(api.POST('/api/v1/people/{id}/leave', { params: { path }, body: {} }))
        : answer(api.POST('/api/v1/people/{id}/rejoin', { params: { path } })),
    onSuccess: onClose,
  });
  return (
    <Modal open title={t('editPerson', { name: person.name })} width={760} footer={null} onCancel={onClose}>
      <div className="stack">
        <div className="row">
          <Button type="primary" onClick={() => setGiving(true)}>
            {t('giveRole')}
          </Button>
          <Button loading={reset.isPending} onClick={() => reset.mutate()}>
            {t('resetPassword')}
          </Button>
          <Button loading={leaveOrRejoin.isPending} onClick={() => leaveOrRejoin.mutate()}>
            {t(person.status === 'active' ? 'leave' : 'rejoin')}
          </Button>
        </div>
        <ProblemAlert error={error ?? reset.error ?? leaveOrRejoin.error} />
        <ExternalId key={person.version} person={person} />
        {person.memberships.length === 0 && <p className="muted">{t('noRoles')}</p>}
        {person.memberships.length > 0 && (
          <div className="table-wrap" tabIndex={0}>
            <table className="plain">
              <thead>
                <tr>
                  <th>{t('org')}</th>
                  <th>{t('role')}</th>
                  <th>{t('effective')}</th>
                  <th>{c('status')}</th>
                  <th>
                    <span className="sr-only">{t('withdrawRole')}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {person.memberships.map((membership) => {
                  const state = stateOf(membership);
                  const name = `${orgName(membership.orgCode)} ${roleName(membership.role)}`;
                  return (
                    <tr key={`${membership.orgCode}/${membership.role}/${membership.from}`}>
                      <td>{orgName(membership.orgCode)}</td>
                      <td>{roleName(membership.role)}</td>
                      <td className="number nowrap">
                        {membership.from} – {membership.to ?? ''}
                      </td>
                      <td>
                        <span className={state === 'roleHeld' ? 'badge good' : 'badge'}>{t(state)}</span>
                      </td>
                      <td>
                        {state !== 'roleOver' && (
                          <Button
                            size="small"
                            aria-label={`${t('withdrawRole')} ${name}`}
                            onClick={() => setEnding(membership)}
                          >
                            {t('withdrawRole')}
                          </Button>
                        )}
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
        )}
      </div>
      {giving && (
        <GiveRole
          person={person}
          onClose={() => {
            setGiving(false);
            void refresh();
          }}
        />
      )}
      {ending && (
        <WithdrawRole
          person={person}
          membership={ending}
          onClose={() => {
            setEnding(null);
            void refresh();
          }}
        />
      )}
    </Modal>
  );
}

function stateOf({ from, to }: Membership): 'rolePlanned' | 'roleHeld' | 'roleOver' {
  if (from > today()) return 'rolePlanned';
  return to !== null && to !== undefined && to < today() ? 'roleOver' : 'roleHeld';
}

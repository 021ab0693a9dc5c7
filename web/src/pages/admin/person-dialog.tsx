import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { answer, api } from '../../api/client';
import { useOrganisations, useOrgName, useReference } from '../../api/queries';
import type { Person } from '../../api/types';
import { ActionDialog } from '../../parts/action-dialog';
import { Field } from '../../parts/field';
import { ProblemAlert } from '../../parts/problem-alert';
import { TextField } from '../../parts/reason-field';
import { commonText } from '../../text/common.text';
import { useLabel, useText, type Label } from '../../text/text';
import { today } from '../../text/time';
import { adminText } from './admin.text';

/** Roles with their dates; leaving; a new first password. */
export function PersonDialog({
  person,
  onPassword,
  onClose,
}: {
  person: Person;
  onPassword: (password: string) => void;
  onClose: () => void;
}) {
  const t = useText(adminText);
  const c = useText(commonText);
  const label = useLabel();
  const orgName = useOrgName();
  const { data: organisations = [] } = useOrganisations();
  const { data: roles = [] } = useReference<{ code: string; name: Label }>('roles');
  const path = { id: person.personId };
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
    <ActionDialog
      title={t('editPerson', { name: person.name })}
      submit={t('saveRoles')}
      done={c('saved')}
      width={760}
      initial={{ memberships: person.memberships.map((one) => ({ ...one, to: one.to ?? null })) }}
      check={(v) => {
        const bad = v.memberships.find(({ orgCode, role, from }) => orgCode === '' || role === '' || from === '');
        return bad ? { memberships: c('choose', { field: `${t('org')}、${t('role')}、${t('firstDay')}` }) } : {};
      }}
      send={(v) =>
        answer(
          api.PUT('/api/v1/people/{id}/memberships', {
            params: { path },
            body: { memberships: v.memberships as never, version: person.version },
          }),
        )
      }
      onClose={onClose}
    >
      {({ values, set, faults }) => {
        const change = (at: number, part: Partial<(typeof values.memberships)[number]>) =>
          set({ memberships: values.memberships.map((one, i) => (i === at ? { ...one, ...part } : one)) });
        return (
          <>
            <div className="row">
              <Button loading={reset.isPending} onClick={() => reset.mutate()}>
                {t('resetPassword')}
              </Button>
              <Button loading={leaveOrRejoin.isPending} onClick={() => leaveOrRejoin.mutate()}>
                {t(person.status === 'active' ? 'leave' : 'rejoin')}
              </Button>
            </div>
            <ProblemAlert error={reset.error ?? leaveOrRejoin.error} />
            <ol className="list-rows">
              {values.memberships.map((membership, at) => (
                <li key={at} className="list-row grid2">
                  <Field label={t('org')} required>
                    {(frame) => (
                      <select
                        {...frame}
                        className="native"
                        value={membership.orgCode}
                        onChange={({ target }) => change(at, { orgCode: target.value })}
                      >
                        <option value="" />
                        {organisations.map(({ code }) => (
                          <option key={code} value={code}>
                            {orgName(code)}
                          </option>
                        ))}
                      </select>
                    )}
                  </Field>
                  <Field label={t('role')} required>
                    {(frame) => (
                      <select
                        {...frame}
                        className="native"
                        value={membership.role}
                        onChange={({ target }) => change(at, { role: target.value })}
                      >
                        <option value="" />
                        {roles.map(({ code, name }) => (
                          <option key={code} value={code}>
                            {label(name)}
                          </option>
                        ))}
                      </select>
                    )}
                  </Field>
                  <TextField
                    label={t('firstDay')}
                    type="date"
                    value={membership.from}
                    onChange={(from) => change(at, { from })}
                  />
                  <TextField
                    label={`${t('lastDay')}（${t('open')}）`}
                    type="date"
                    required={false}
                    value={membership.to ?? ''}
                    onChange={(to) => change(at, { to: to === '' ? null : to })}
                  />
                  <div>
                    <Button
                      size="small"
                      onClick={() => set({ memberships: values.memberships.filter((_, i) => i !== at) })}
                    >
                      {c('remove')}
                    </Button>
                  </div>
                </li>
              ))}
            </ol>
            {faults.memberships && (
              <p className="problem" role="alert">
                {faults.memberships}
              </p>
            )}
            <div>
              <Button
                onClick={() =>
                  set({ memberships: [...values.memberships, { orgCode: '', role: '', from: today(), to: null }] })
                }
              >
                ＋ {t('addRole')}
              </Button>
            </div>
          </>
        );
      }}
    </ActionDialog>
  );
}

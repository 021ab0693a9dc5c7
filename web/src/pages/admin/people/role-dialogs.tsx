import { answer, api } from '../../../api/client';
import { useOrganisations, useOrgName, useReference, useRoleName } from '../../../api/queries';
import type { Person } from '../../../api/types';
import { ActionDialog } from '../../../parts/action-dialog';
import { Field } from '../../../parts/field';
import { isBlank, TextField } from '../../../parts/reason-field';
import { commonText } from '../../../text/common.text';
import { useLabel, useText, type Label } from '../../../text/text';
import { today } from '../../../text/time';
import { adminText } from '../admin.text';

export type Membership = Person['memberships'][number];

/** Gives a person a role in an organisation, with its dates and a reason. */
export function GiveRole({ person, onClose }: { person: Person; onClose: () => void }) {
  const t = useText(adminText);
  const c = useText(commonText);
  const label = useLabel();
  const orgName = useOrgName();
  const { data: organisations = [] } = useOrganisations();
  const { data: roles = [] } = useReference<{ id: string; name: Label }>('roles');
  return (
    <ActionDialog
      title={t('giveRoleTo', { name: person.name })}
      submit={t('giveRole')}
      done={c('saved')}
      initial={{ orgCode: person.memberships[0]?.orgCode ?? '', role: '', from: today(), to: '', reason: '' }}
      check={(v) => ({
        ...(v.orgCode === '' ? { orgCode: c('choose', { field: t('org') }) } : {}),
        ...(v.role === '' ? { role: c('choose', { field: t('role') }) } : {}),
        ...(v.from === '' ? { from: c('fillIn', { field: t('firstDay') }) } : {}),
        ...(isBlank(v.reason, 2) ? { reason: c('fillIn', { field: c('reason') }) } : {}),
      })}
      send={({ orgCode, role, from, to, reason }) =>
        answer(
          api.POST('/api/v1/people/{id}/roles', {
            params: { path: { id: person.personId } },
            body: {
              orgCode,
              role,
              from,
              reason: reason.trim(),
              version: person.version,
              ...(to === '' ? {} : { to }),
            },
          }),
        )
      }
      onClose={onClose}
    >
      {({ values, set, faults }) => (
        <>
          <div className="grid2">
            <Field label={t('org')} required fault={faults.orgCode}>
              {(frame) => (
                <select
                  {...frame}
                  className="native"
                  value={values.orgCode}
                  onChange={({ target }) => set({ orgCode: target.value })}
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
            <Field label={t('role')} required fault={faults.role}>
              {(frame) => (
                <select
                  {...frame}
                  className="native"
                  value={values.role}
                  onChange={({ target }) => set({ role: target.value })}
                >
                  <option value="" />
                  {roles.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {label(name)}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <TextField
              label={t('firstDay')}
              type="date"
              value={values.from}
              onChange={(from) => set({ from })}
              fault={faults.from}
            />
            <TextField
              label={`${t('lastDay')}（${t('open')}）`}
              type="date"
              required={false}
              value={values.to}
              onChange={(to) => set({ to })}
            />
          </div>
          <TextField
            label={c('reason')}
            value={values.reason}
            onChange={(reason) => set({ reason })}
            fault={faults.reason}
          />
        </>
      )}
    </ActionDialog>
  );
}

/** Gives a role its last day; that it was held stays. */
export function WithdrawRole({
  person,
  membership,
  onClose,
}: {
  person: Person;
  membership: Membership;
  onClose: () => void;
}) {
  const t = useText(adminText);
  const c = useText(commonText);
  const orgName = useOrgName();
  const roleName = useRoleName();
  const { orgCode, role, from } = membership;
  return (
    <ActionDialog
      title={t('withdrawRoleOf', { name: person.name, role: `${orgName(orgCode)} ${roleName(role)}` })}
      submit={t('withdrawRole')}
      danger
      done={c('saved')}
      initial={{ lastDay: today(), reason: '' }}
      check={(v) => ({
        ...(v.lastDay === '' ? { lastDay: c('fillIn', { field: t('lastDay') }) } : {}),
        ...(isBlank(v.reason, 2) ? { reason: c('fillIn', { field: c('reason') }) } : {}),
      })}
      send={({ lastDay, reason }) =>
        answer(
          api.POST('/api/v1/people/{id}/roles/withdraw', {
            params: { path: { id: person.personId } },
            body: { orgCode, role, from, lastDay, reason: reason.trim(), version: person.version },
          }),
        )
      }
      onClose={onClose}
    >
      {({ values, set, faults }) => (
        <>
          <p className="muted">{t('withdrawRoleHelp')}</p>
          <TextField
            label={t('lastDay')}
            type="date"
            value={values.lastDay}
            onChange={(lastDay) => set({ lastDay })}
            fault={faults.lastDay}
          />
          <TextField
            label={c('reason')}
            value={values.reason}
            onChange={(reason) => set({ reason })}
            fault={faults.reason}
          />
        </>
      )}
    </ActionDialog>
  );
}

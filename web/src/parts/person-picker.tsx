import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '../api/client';
import { useOrganisations, useOrgName, useRoleName, useSignedIn } from '../api/queries';
import { useText } from '../text/text';
import { Field } from './field';
import { partsText } from './parts.text';

/** A person by organisation: first where, then who. */
export function PersonPicker({
  value,
  onChange,
  label,
  fault,
  except = [],
}: {
  value: string;
  onChange: (personId: string) => void;
  label?: string;
  fault?: string | undefined;
  /** Persons who cannot be chosen. */
  except?: readonly string[];
}) {
  const t = useText(partsText);
  const me = useSignedIn();
  const orgName = useOrgName();
  const roleName = useRoleName();
  const { data: organisations = [] } = useOrganisations();
  const [org, setOrg] = useState(me.memberships[0]?.orgCode ?? '');
  const { data: people } = useQuery({
    queryKey: ['directory', org],
    queryFn: () => answer(api.GET('/api/v1/directory', { params: { query: { org } } })),
    enabled: org !== '',
  });
  const offered = (people ?? []).filter(({ personId }) => !except.includes(personId));
  const reachable = organisations.filter(
    ({ kind, active }) => active && ['authority', 'higherAuthority', 'expertPool'].includes(kind),
  );
  return (
    <div className="grid2">
      <Field label={t('organisation')}>
        {(frame) => (
          <select
            {...frame}
            className="native"
            value={org}
            onChange={({ target }) => {
              setOrg(target.value);
              onChange('');
            }}
          >
            {!reachable.some(({ code }) => code === org) && (
              <option value={org}>{org ? orgName(org) : t('pickOrg')}</option>
            )}
            {reachable.map(({ code }) => (
              <option key={code} value={code}>
                {orgName(code)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field
        label={label ?? t('person')}
        required
        fault={fault}
        help={people && offered.length === 0 ? t('nobody') : undefined}
      >
        {(frame) => (
          <select {...frame} className="native" value={value} onChange={({ target }) => onChange(target.value)}>
            <option value="">{t('pickPerson')}</option>
            {offered.map(({ personId, name, roles }) => (
              <option key={personId} value={personId}>
                {name}（{roles.map(roleName).join('、')}）
              </option>
            ))}
          </select>
        )}
      </Field>
    </div>
  );
}

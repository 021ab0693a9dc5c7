import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import { useOrgName, useRoleName, useSetting, useSignedIn } from '../../api/queries';
import { isOfficer } from '../../frame/menu';
import { Page } from '../../frame/page';
import { focusFirstFault } from '../../parts/field';
import { ProblemAlert } from '../../parts/problem-alert';
import { isBlank, TextField } from '../../parts/reason-field';
import { commonText } from '../../text/common.text';
import { useText } from '../../text/text';
import { minute } from '../../text/time';
import { accountText } from './account.text';
import { deviceName } from './device-name';
import { HandSignature } from './hand-signature';
import { NotificationSettings } from './notification-settings';

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
/** As the API demands it. */
const PHONE = /^\+?[0-9][0-9 -]{4,19}$/;

export default function AccountPage() {
  const t = useText(accountText);
  const official = isOfficer(useSignedIn());
  return (
    <Page title={t('title')}>
      <div className="columns">
        <Profile />
        <Password />
      </div>
      {official && <HandSignature />}
      <NotificationSettings />
      <Sessions />
    </Page>
  );
}

function Profile() {
  const t = useText(accountText);
  const c = useText(commonText);
  const me = useSignedIn();
  const orgName = useOrgName();
  const roleName = useRoleName();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { data } = useQuery({ queryKey: ['profile'], queryFn: () => answer(api.GET('/api/v1/profile')) });
  const [email, setEmail] = useState<string | undefined>();
  const [phone, setPhone] = useState<string | undefined>();
  const [tried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: () =>
      answer(
        api.PATCH('/api/v1/profile', {
          body: {
            ...(email === undefined ? {} : { email: email.trim() || null }),
            ...(phone === undefined ? {} : { phone: phone.trim() || null }),
          },
        }),
      ),
    onSuccess: () => {
      void message.success(c('saved'));
      return queries.invalidateQueries({ queryKey: ['profile'] });
    },
  });
  const given = (value: string | undefined, pattern: RegExp) => !value?.trim() || pattern.test(value.trim());
  const faults = {
    email: given(email, EMAIL) ? undefined : t('emailWrong'),
    phone: given(phone, PHONE) ? undefined : t('phoneWrong'),
  };
  const fault = (field: keyof typeof faults) => (tried ? faults[field] : undefined);
  const submit = () => {
    setTried(true);
    if (faults.email ?? faults.phone) return focusFirstFault();
    save.mutate();
  };
  return (
    <section className="card stack">
      <h2>{t('profile')}</h2>
      <dl className="facts">
        <dt>{t('name')}</dt>
        <dd>{me.name}</dd>
        <dt>{t('login')}</dt>
        <dd>{me.login}</dd>
        <dt>{t('roles')}</dt>
        <dd>
          {me.memberships.map(({ orgCode, role }) => (
            <div key={`${orgCode}/${role}`}>
              {orgName(orgCode)} {roleName(role)}
            </div>
          ))}
        </dd>
      </dl>
      <TextField
        label={t('email')}
        type="email"
        required={false}
        value={email ?? data?.email ?? ''}
        onChange={setEmail}
        fault={fault('email')}
      />
      <TextField
        label={t('phone')}
        type="tel"
        required={false}
        value={phone ?? data?.phone ?? ''}
        onChange={setPhone}
        fault={fault('phone')}
      />
      <ProblemAlert error={save.error} />
      <div>
        <Button type="primary" loading={save.isPending} onClick={submit}>
          {c('save')}
        </Button>
      </div>
    </section>
  );
}

function Password() {
  const t = useText(accountText);
  const c = useText(commonText);
  const { message } = App.useApp();
  const [values, setValues] = useState({ current: '', next: '', again: '' });
  const [tried, setTried] = useState(false);
  const least = useSetting('password.minLength');
  const change = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/auth/password', {
          body: { currentPassword: values.current, newPassword: values.next },
        }),
      ),
    onSuccess: () => {
      void message.success(t('changed'));
      setValues({ current: '', next: '', again: '' });
      setTried(false);
    },
  });
  const fault = (key: keyof typeof values): string | undefined => {
    if (!tried) return undefined;
    if (isBlank(values[key])) return c('fillIn', { field: t(key) });
    return key === 'again' && values.again !== values.next ? t('differs') : undefined;
  };
  const submit = () => {
    setTried(true);
    if (Object.values(values).some((value) => isBlank(value)) || values.next !== values.again) return focusFirstFault();
    change.mutate();
  };
  return (
    <form
      className="card stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h2>{t('password')}</h2>
      {(['current', 'next', 'again'] as const).map((key) => (
        <TextField
          key={key}
          type="password"
          label={t(key)}
          value={values[key]}
          onChange={(value) => setValues({ ...values, [key]: value })}
          fault={fault(key)}
          {...(key === 'next' ? { help: t('passwordHelp', { n: least ?? '' }) } : {})}
        />
      ))}
      <ProblemAlert error={change.error} />
      <div>
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {t('password')}
        </Button>
      </div>
    </form>
  );
}

const KINDS = { browser: 'browser', machine: 'machine', personal: 'personal' } as const;

function Sessions() {
  const t = useText(accountText);
  const queries = useQueryClient();
  const { data, error } = useQuery({ queryKey: ['sessions'], queryFn: () => answer(api.GET('/api/v1/auth/sessions')) });
  const refresh = () => queries.invalidateQueries({ queryKey: ['sessions'] });
  const end = useMutation({
    mutationFn: (id: string) => answer(api.DELETE('/api/v1/auth/sessions/{id}', { params: { path: { id } } })),
    onSuccess: refresh,
  });
  const endOthers = useMutation({
    mutationFn: () => answer(api.DELETE('/api/v1/auth/sessions')),
    onSuccess: refresh,
  });
  return (
    <section className="card stack">
      <div className="card-head">
        <h2>{t('sessions')}</h2>
        <Button loading={endOthers.isPending} onClick={() => endOthers.mutate()}>
          {t('endOthers')}
        </Button>
      </div>
      <p className="muted">{t('sessionsHelp')}</p>
      <ProblemAlert error={error ?? end.error ?? endOthers.error} />
      <div className="table-wrap" tabIndex={0}>
        <table className="plain">
          <thead>
            <tr>
              <th>{t('kind')}</th>
              <th>{t('address')}</th>
              <th>{t('lastSeen')}</th>
              <th>
                <span className="sr-only">{t('end')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {data?.map((session) => (
              <tr key={session.id}>
                <td>
                  {t(session.signedInWith === 'oidc' ? 'oidc' : KINDS[session.kind])} {session.name}
                  <div className="muted" title={session.userAgent}>
                    {deviceName(session.userAgent)}
                  </div>
                </td>
                <td>{session.ip}</td>
                <td className="number nowrap">{minute(session.lastSeenAt)}</td>
                <td>
                  {session.current ? (
                    <span className="badge info">{t('thisOne')}</span>
                  ) : (
                    <Button
                      size="small"
                      aria-label={`${t('end')} ${minute(session.createdAt)}`}
                      onClick={() => end.mutate(session.id)}
                    >
                      {t('end')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

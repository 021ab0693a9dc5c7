import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState, type FormEvent } from 'react';
import { answer, api } from '../../api/client';
import { AwayBanner } from '../../frame/shell';
import { useTitle } from '../../frame/page';
import { Field, focusFirstFault } from '../../parts/field';
import { ProblemAlert } from '../../parts/problem-alert';
import { setPreferences, usePreferences } from '../../text/preferences';
import { commonText } from '../../text/common.text';
import { defineText, useText } from '../../text/text';

const text = defineText({
  title: ['登录', 'Sign in'],
  product: ['HazFlow 危化业务协同', 'HazFlow'],
  intro: [
    '涉及“两重点一重大”建设项目联合审查、事故调查、危险废物转移的办理。',
    'Joint review of key-hazard projects, accident investigations, hazardous-waste transfers.',
  ],
  login: ['用户名', 'User name'],
  password: ['密码', 'Password'],
  submit: ['登录', 'Sign in'],
  forgotten: ['忘记密码的，请联系本单位管理员重新设置。', 'Forgot it? Your administrator sets a new one.'],
  oidc: ['{name}登录', 'Sign in by {name}'],
  oidcName: ['统一身份认证', 'single sign-on'],
  'fault.failed': ['统一身份认证没有完成，请重新登录。', 'Single sign-on did not succeed. Try again.'],
  'fault.unknown': [
    '统一身份认证已通过，但没有与之关联的可用账户，请联系本单位管理员。',
    'You were recognised, but no open account is linked to you. Ask your administrator.',
  ],
  'fault.away': [
    '统一身份认证服务没有应答，请稍后再试，或用用户名和密码登录。',
    'Single sign-on does not answer. Try later, or sign in with your password.',
  ],
  language: ['English', '中文'],
  enquiry: ['查询异议办理情况', 'What became of my objection'],
  publicNotices: ['项目公示', 'Public notices'],
});

/** Only addresses of this product: nobody is led elsewhere after signing in. */
const safeNext = (next: string | undefined): string => (next && /^\/(?![/\\])/.test(next) ? next : '/');

export default function LoginPage() {
  const t = useText(text);
  const c = useText(commonText);
  useTitle(t('title'));
  const { language } = usePreferences();
  const { next, fault } = useSearch({ from: '/login' });
  const { data: ways } = useQuery({ queryKey: ['ways'], queryFn: () => answer(api.GET('/api/v1/auth/ways')) });
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const signIn = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/auth/login', { body: { login: login.trim(), password } })),
    onSuccess: async (me) => {
      queries.clear();
      queries.setQueryData(['me'], me);
      await navigate({ href: safeNext(next), replace: true });
    },
  });
  const missing = (value: string, field: string) => (tried && value.trim() === '' ? c('fillIn', { field }) : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (login.trim() === '' || password === '') return focusFirstFault();
    signIn.mutate();
  };
  return (
    <main className="lone">
      <AwayBanner />
      <form className="card stack" onSubmit={submit} noValidate>
        <div>
          <h1>{t('product')}</h1>
          <p className="muted">{t('intro')}</p>
        </div>
        <Field label={t('login')} required fault={missing(login, t('login'))}>
          {(frame) => (
            <Input
              {...frame}
              size="large"
              autoComplete="username"
              autoCapitalize="none"
              autoFocus
              value={login}
              onChange={(event) => setLogin(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('password')} required help={t('forgotten')} fault={missing(password, t('password'))}>
          {(frame) => (
            <Input
              {...frame}
              size="large"
              type="password"
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
        {fault && !signIn.error && (
          <p className="problem" role="alert">
            {t(`fault.${fault}`)}
          </p>
        )}
        <ProblemAlert error={signIn.error} />
        <Button type="primary" size="large" htmlType="submit" loading={signIn.isPending} block>
          {t('submit')}
        </Button>
        {ways?.oidc && (
          <Button size="large" block href={`/api/v1/auth/oidc/start?next=${encodeURIComponent(safeNext(next))}`}>
            {t('oidc', { name: ways.oidc.name ?? t('oidcName') })}
          </Button>
        )}
        <p className="row spread">
          <Link to="/public/notices">{t('publicNotices')}</Link>
          <Link to="/public/objections">{t('enquiry')}</Link>
        </p>
        <Button
          type="link"
          lang={language === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => setPreferences({ language: language === 'zh' ? 'en' : 'zh' })}
        >
          {t('language')}
        </Button>
      </form>
    </main>
  );
}

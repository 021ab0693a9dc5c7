import { Injectable, type OnModuleInit } from '@nestjs/common';
import { jwtVerify, SignJWT, type CryptoKey, type JWTHeaderParameters } from 'jose';
import { ApiConfig } from '../common/config';
import { ALGORITHM, loadSigningKeys, type SigningKeys } from './signing-keys';

/** Life of an access token in seconds. */
export const ACCESS_TOKEN_SECONDS = 15 * 60;
const ISSUER = 'hazflow';

/** Short signed tokens for machines: subject is the person, `sid` the grant that they come from. */
@Injectable()
export class AccessTokens implements OnModuleInit {
  private keys!: SigningKeys;

  constructor(private readonly config: ApiConfig) {}

  async onModuleInit(): Promise<void> {
    this.keys = await loadSigningKeys(this.config.HAZFLOW_SECRETS_DIR);
  }

  async sign(personId: string, sessionId: string): Promise<string> {
    return new SignJWT({ sid: sessionId })
      .setProtectedHeader({ alg: ALGORITHM, kid: this.keys.current.kid, typ: 'at+jwt' })
      .setIssuer(ISSUER)
      .setAudience(ISSUER)
      .setSubject(personId)
      .setIssuedAt()
      .setExpirationTime(`${ACCESS_TOKEN_SECONDS}s`)
      .sign(this.keys.current.privateKey);
  }

  /** The session behind a token; undefined when it is forged, altered or expired. */
  async verify(token: string): Promise<{ sessionId: string } | undefined> {
    try {
      const { payload } = await jwtVerify(token, (header) => this.keyFor(header), {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        audience: ISSUER,
        typ: 'at+jwt',
        clockTolerance: 5,
      });
      return typeof payload['sid'] === 'string' ? { sessionId: payload['sid'] } : undefined;
    } catch {
      return undefined;
    }
  }

  private keyFor(header: JWTHeaderParameters): CryptoKey {
    const key = this.keys.byKid.get(header.kid ?? '');
    if (!key) throw new Error('unknown key');
    return key;
  }
}

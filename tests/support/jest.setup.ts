import 'reflect-metadata';

jest.setTimeout(120_000);

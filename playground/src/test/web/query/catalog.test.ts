import { describe, expect, it } from 'vitest';
import { Catalog, type MetaDocument, searchCubes } from '../../../main/web/query/catalog.js';
import { EMPTY_QUERY } from '../../../main/web/query/query.js';

const META: MetaDocument = {
  cubes: [
    {
      name: 'Orders',
      title: 'Orders',
      type: 'cube',
      connectedComponent: 1,
      measures: [
        { name: 'Orders.count', title: 'Orders Count', shortTitle: 'Count', type: 'number' },
        { name: 'Orders.secret', type: 'number', public: false },
      ],
      dimensions: [
        {
          name: 'Orders.status',
          title: 'Orders Order Status',
          shortTitle: 'Order Status',
          description: 'Lifecycle',
          type: 'string',
        },
        { name: 'Orders.createdAt', type: 'time', granularities: [{ name: 'fiscal', title: 'Fiscal Year' }] },
        { name: 'Orders.place', type: 'geo' },
      ],
      segments: [{ name: 'Orders.big', title: 'Orders Big', shortTitle: 'Big' }],
    },
    { name: 'Users', connectedComponent: 1, measures: [], dimensions: [], segments: [] },
    { name: 'Loner', measures: [{ name: 'Loner.count' }], dimensions: [], segments: [] },
    { name: 'Hidden', isVisible: false, measures: [], dimensions: [], segments: [] },
  ],
};

describe('the catalog of a model', () => {
  const catalog = Catalog.of(META);
  const [orders, users, loner] = catalog.cubes;

  it('holds the public cubes and members, sorted by kind', () => {
    expect(catalog.cubes.map((cube) => cube.name)).toEqual(['Orders', 'Users', 'Loner']);
    expect(orders?.members.map(({ name, kind, type }) => [name, kind, type])).toEqual([
      ['Orders.count', 'measure', 'number'],
      ['Orders.status', 'dimension', 'string'],
      ['Orders.createdAt', 'time', 'time'],
      ['Orders.place', 'dimension', 'string'],
      ['Orders.big', 'segment', 'string'],
    ]);
  });

  it('offers the predefined granularities, then those of the model', () => {
    expect(catalog.member('Orders.createdAt')?.granularities.map((each) => each.name)).toEqual([
      'second',
      'minute',
      'hour',
      'day',
      'week',
      'month',
      'quarter',
      'year',
      'fiscal',
    ]);
  });

  it('names a member that the model does not know as the query does', () => {
    expect(catalog.titleOf('Orders.status')).toBe('Orders Order Status');
    expect(catalog.titleOf('Orders.gone')).toBe('Orders.gone');
  });

  it('knows which cubes can be joined with the query', () => {
    const query = { ...EMPTY_QUERY, measures: ['Orders.count'] };

    expect([orders, users, loner].map((cube) => cube !== undefined && catalog.joins(cube, query))).toEqual([
      true,
      true,
      false,
    ]);
    expect(loner !== undefined && catalog.joins(loner, EMPTY_QUERY)).toBe(true);
    expect(loner !== undefined && catalog.joins(loner, { ...EMPTY_QUERY, measures: ['Loner.count'] })).toBe(true);
  });

  it('is searched by names and titles, of members and of cubes', () => {
    const found = (text: string): readonly (readonly [string, number])[] =>
      searchCubes(catalog.cubes, text).map((cube) => [cube.name, cube.members.length] as const);

    expect(found('count')).toEqual([
      ['Orders', 1],
      ['Loner', 1],
    ]);
    expect(found('ORDER STATUS')).toEqual([['Orders', 1]]);
    expect(found(' orders ')).toEqual([['Orders', 5]]);
    expect(found('nothing')).toEqual([]);
    expect(found('')).toHaveLength(3);
  });
});

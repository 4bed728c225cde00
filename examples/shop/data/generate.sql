-- The data of the demo: made from hashes, the same at every run. Three years of orders of 8 companies.
CREATE MACRO part(name, i) AS (hash(name || ':' || i) % 1000000) / 1000000.0;

CREATE TABLE companies (id INTEGER PRIMARY KEY, name VARCHAR NOT NULL, plan VARCHAR NOT NULL);
INSERT INTO companies
SELECT i, 'Company ' || i, ['free', 'pro', 'enterprise'][1 + i % 3]
FROM range(1, 9) t(i);

CREATE TABLE users (
  id INTEGER PRIMARY KEY, company_id INTEGER NOT NULL, first_name VARCHAR NOT NULL, last_name VARCHAR NOT NULL,
  city VARCHAR, age INTEGER NOT NULL, signed_up_at TIMESTAMP NOT NULL);
INSERT INTO users
SELECT i,
  1 + floor(part('company', i) * 8)::INTEGER,
  ['Ann', 'Bob', 'Carla', 'Dan', 'Eva', 'Finn', 'Gina', 'Hugo', 'Ines', 'Jan'][1 + floor(part('first', i) * 10)::INTEGER],
  ['Smith', 'Jones', 'Brown', 'Taylor', 'Wilson', 'Evans', 'Thomas', 'O''Brien', 'Müller', 'Rossi'][1 + floor(part('last', i) * 10)::INTEGER],
  CASE WHEN part('no-city', i) < 0.05 THEN NULL
    ELSE ['Berlin', 'London', 'New York', 'Paris', 'Rome', 'San Francisco', 'Tokyo', 'Vienna'][1 + floor(part('city', i) * 8)::INTEGER] END,
  16 + floor(part('age', i) * 60)::INTEGER,
  TIMESTAMP '2022-06-01' + to_seconds(floor(part('signed-up', i) * 86400 * 900)::BIGINT)
FROM range(1, 5001) t(i);

CREATE TABLE products (id INTEGER PRIMARY KEY, name VARCHAR NOT NULL, category VARCHAR NOT NULL, price DECIMAL(10, 2) NOT NULL);
INSERT INTO products
SELECT i, 'Product ' || i,
  ['Books', 'Clothing', 'Electronics', 'Garden', 'Grocery', 'Music', 'Sports', 'Toys'][1 + floor(part('category', i) * 8)::INTEGER],
  round(2 + part('price', i) * 298, 2)
FROM range(1, 501) t(i);

CREATE TABLE orders (
  id INTEGER PRIMARY KEY, company_id INTEGER NOT NULL, user_id INTEGER NOT NULL, status VARCHAR NOT NULL,
  amount DECIMAL(12, 2) NOT NULL, created_at TIMESTAMP NOT NULL);
CREATE TABLE line_items (
  id INTEGER PRIMARY KEY, company_id INTEGER NOT NULL, order_id INTEGER NOT NULL, product_id INTEGER NOT NULL,
  quantity INTEGER NOT NULL, price DECIMAL(10, 2) NOT NULL);

CREATE TEMP TABLE drafts AS
SELECT i AS id, 1 + floor(part('user', i) * 5000)::INTEGER AS user_id,
  ['completed', 'completed', 'completed', 'processing', 'shipped', 'cancelled'][1 + floor(part('status', i) * 6)::INTEGER] AS status,
  TIMESTAMP '2024-01-01' + to_seconds(floor(part('created', i) * 86400 * 1096)::BIGINT) AS created_at,
  1 + floor(part('items', i) * 4)::INTEGER AS items
FROM range(1, 120001) t(i);

INSERT INTO line_items
SELECT row_number() OVER (ORDER BY d.id, n.n), u.company_id, d.id, p.id,
  1 + floor(part('quantity', d.id || '/' || n.n) * 3)::INTEGER, p.price
FROM drafts d
JOIN users u ON u.id = d.user_id
JOIN range(1, 5) n(n) ON n.n <= d.items
JOIN products p ON p.id = 1 + floor(part('product', d.id || '/' || n.n) * 500)::INTEGER;

INSERT INTO orders
SELECT d.id, u.company_id, d.user_id, d.status, sum(l.price * l.quantity), d.created_at
FROM drafts d JOIN users u ON u.id = d.user_id JOIN line_items l ON l.order_id = d.id
GROUP BY d.id, u.company_id, d.user_id, d.status, d.created_at
ORDER BY d.id;

DROP TABLE drafts;
DROP MACRO part;

# docker build --file scripts/container.dockerfile --tag hub .
# docker run --publish 127.0.0.1:4321:4321 --volume hub:/data --init hub
#
# Events are in /data: back it up. Put your sign-in in front: src/hosting/README.md.
FROM node:24-bookworm
ENV HOST=0.0.0.0 PORT=4321 HUB_DATA=/data/hub HUB_CACHE=/data/cache HUB_DIST=/data/site
RUN mkdir /hub /data && chown node:node /hub /data
WORKDIR /hub
USER node
COPY --chown=node:node package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund
COPY --chown=node:node . .
VOLUME /data
EXPOSE 4321
HEALTHCHECK --start-period=120s CMD ["node", "--eval", "fetch('http://127.0.0.1:' + process.env.PORT + '/collector/health').then((answer) => process.exit(answer.ok ? 0 : 1))"]
CMD ["npm", "start"]

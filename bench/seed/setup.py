from setuptools import Extension, setup

setup(
    name="mytypedmod",
    version="0",
    ext_modules=[Extension("mytypedmod", ["mytypedmod.c"])],
)
